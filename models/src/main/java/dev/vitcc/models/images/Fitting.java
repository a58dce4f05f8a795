package dev.vitcc.models.images;

import dev.vitcc.ir.diagnostic.CompileException;
import dev.vitcc.ir.diagnostic.Diagnostic;
import dev.vitcc.models.ModelsCode;
import java.util.Arrays;

/// Brings a picture to the size and the channels of a model's input, or says why that can't be
/// done.
final class Fitting {
  private static final int LONGEST_SIDE = 1 << 15;

  private Fitting() {}

  /// Ends the compile if pictures like this one can't be fitted.
  static void check(String name, Picture like, ImageInput input) {
    Picture unused = fit(name, like, input);
    assert unused.height() == input.height() && unused.width() == input.width();
  }

  /// The picture as the model takes it.
  ///
  /// @param name of the picture, for messages
  static Picture fit(String name, Picture picture, ImageInput input) {
    Picture scaled = channels(name, scale(name, picture, input.fit()), input);
    if (scaled.height() == input.height() && scaled.width() == input.width()) {
      return scaled;
    }
    boolean fits = scaled.height() >= input.height() && scaled.width() >= input.width();
    if (input.fit().crop() && fits) {
      int top = evenHalf(scaled.height() - input.height());
      int left = evenHalf(scaled.width() - input.width());
      return scaled.cropped(top, left, input.height(), input.width());
    }
    throw new CompileException(wrongSize(name, scaled.size(), input));
  }

  static Diagnostic wrongSize(String name, String found, ImageInput input) {
    return ModelsCode.IMAGE_SIZE
        .in(name, "the image has %s pixels, the model takes %s".formatted(found, input.size()))
        .withHint("say `resize` or `crop` in the input clause, or scale the images beforehand");
  }

  private static Picture scale(String name, Picture picture, Fit fit) {
    return switch (fit.resize()) {
      case Fit.Resize.None() -> picture;
      case Fit.Resize.Exactly(int height, int width) ->
          picture.resized(height, width, fit.resampling());
      case Fit.Resize.ShorterSide(int pixels) -> {
        // torchvision's rule: the longer side is cut down to a whole number.
        int shorter = Math.min(picture.height(), picture.width());
        long height = (long) pixels * picture.height() / shorter;
        long width = (long) pixels * picture.width() / shorter;
        if (Math.max(height, width) > LONGEST_SIDE) {
          throw new CompileException(
              ModelsCode.IMAGE_SIZE.in(
                  name,
                  "the image has %s pixels, scaled it would have %d×%d"
                      .formatted(picture.size(), height, width)));
        }
        yield picture.resized((int) height, (int) width, fit.resampling());
      }
    };
  }

  /// torchvision's rule: half, rounded half to even.
  private static int evenHalf(int excess) {
    return (int) Math.rint(excess / 2.0);
  }

  private static Picture channels(String name, Picture picture, ImageInput input) {
    int found = picture.channels();
    if (found == input.channels()) {
      return picture;
    }
    if (found == 1 && input.channels() == 3) {
      return repeatGrey(picture);
    }
    if (found == 3 && input.channels() == 1 && isGrey(picture.pixels())) {
      return takeFirst(picture);
    }
    throw new CompileException(
        ModelsCode.IMAGE_CHANNELS.in(
            name,
            "the image has %s, the model takes %s"
                .formatted(count(found), count(input.channels()))));
  }

  static String count(int channels) {
    return channels == 1 ? "1 channel" : channels + " channels";
  }

  private static Picture repeatGrey(Picture grey) {
    byte[] rgb = new byte[grey.pixels().length * 3];
    for (int i = 0; i < grey.pixels().length; i++) {
      Arrays.fill(rgb, 3 * i, 3 * i + 3, grey.pixels()[i]);
    }
    return new Picture(grey.height(), grey.width(), 3, rgb);
  }

  private static boolean isGrey(byte[] rgb) {
    for (int i = 0; i < rgb.length; i += 3) {
      if (rgb[i] != rgb[i + 1] || rgb[i] != rgb[i + 2]) {
        return false;
      }
    }
    return true;
  }

  private static Picture takeFirst(Picture rgb) {
    byte[] grey = new byte[rgb.pixels().length / 3];
    for (int i = 0; i < grey.length; i++) {
      grey[i] = rgb.pixels()[3 * i];
    }
    return new Picture(rgb.height(), rgb.width(), 1, grey);
  }
}
