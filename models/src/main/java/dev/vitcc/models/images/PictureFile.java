package dev.vitcc.models.images;

import dev.vitcc.ir.diagnostic.CompileException;
import dev.vitcc.models.ModelsCode;
import java.awt.image.BufferedImage;
import java.awt.image.DataBuffer;
import java.awt.image.IndexColorModel;
import java.awt.image.Raster;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import javax.imageio.ImageIO;
import javax.imageio.ImageReader;
import javax.imageio.stream.FileImageInputStream;
import javax.imageio.stream.ImageInputStream;

/// Decodes a PNG or JPEG file to bytes, without any conversion of colours.
///
/// Samples are taken as stored: colour profiles, gamma and the orientation in EXIF are not applied,
/// as Pillow doesn't apply them. The size is checked before the pixels are decoded, so that a small
/// file can't claim much memory.
final class PictureFile {
  private static final long MOST_PIXELS = 1L << 26;

  /// What the JPEG decoder warns of when it makes up pixels (libjpeg's words).
  private static final Pattern DAMAGE = Pattern.compile("(?i)premature|corrupt|bad huffman");

  private static final byte[] PNG_END = {'I', 'E', 'N', 'D', (byte) 0xae, 0x42, 0x60, (byte) 0x82};

  private PictureFile() {}

  /// Decodes a file.
  ///
  /// @throws CompileException if it is damaged, too large, or not of 8 bits a sample
  static Picture read(Path path) {
    String name = path.toString();
    try (ImageInputStream in = new FileImageInputStream(path.toFile())) {
      Iterator<ImageReader> readers = ImageIO.getImageReaders(in);
      if (!readers.hasNext()) {
        throw bad(name, "is neither PNG nor JPEG");
      }
      ImageReader reader = readers.next();
      try {
        return decode(name, reader, in);
      } finally {
        reader.dispose();
      }
    } catch (IOException | RuntimeException e) {
      if (e instanceof CompileException ours) {
        throw ours;
      }
      throw bad(name, "can't be decoded: " + e.getMessage());
    }
  }

  private static Picture decode(String name, ImageReader reader, ImageInputStream in)
      throws IOException {
    String format = reader.getFormatName().toLowerCase(Locale.ROOT);
    if (!format.equals("png") && !format.equals("jpeg")) {
      throw bad(name, "is a " + format + " file, expected PNG or JPEG");
    }
    reader.setInput(in, true, true);
    long pixels = (long) reader.getWidth(0) * reader.getHeight(0);
    if (pixels > MOST_PIXELS) {
      throw bad(name, "has " + pixels + " pixels, the most is " + MOST_PIXELS);
    }
    checkEnd(name, format, in);
    List<String> warnings = new ArrayList<>();
    reader.addIIOReadWarningListener((source, warning) -> warnings.add(warning));
    BufferedImage image = reader.read(0);
    warnings.stream()
        .filter(w -> DAMAGE.matcher(w).find())
        .findFirst()
        .ifPresent(
            w -> {
              throw bad(name, "is damaged: " + w);
            });
    return image.getColorModel() instanceof IndexColorModel palette
        ? fromPalette(name, image.getRaster(), palette)
        : fromSamples(name, image.getRaster());
  }

  /// Java's PNG decoder is content with a file that was cut off; we aren't.
  private static void checkEnd(String name, String format, ImageInputStream in) throws IOException {
    if (!format.equals("png")) {
      return;
    }
    byte[] end = new byte[PNG_END.length];
    in.mark();
    in.seek(Math.max(0, in.length() - end.length));
    int read = in.read(end);
    in.reset();
    if (read != end.length || !Arrays.equals(end, PNG_END)) {
      throw bad(name, "was cut off, it doesn't end as a PNG file does");
    }
  }

  private static Picture fromSamples(String name, Raster raster) {
    int bands = raster.getNumBands();
    if (raster.getTransferType() != DataBuffer.TYPE_BYTE
        || raster.getSampleModel().getSampleSize(0) != 8) {
      throw bad(
          name, "has " + raster.getSampleModel().getSampleSize(0) + " bits a sample, expected 8");
    }
    boolean alpha = bands == 2 || bands == 4;
    int channels = alpha ? bands - 1 : bands;
    int[] row = new int[raster.getWidth() * bands];
    byte[] pixels = new byte[raster.getWidth() * raster.getHeight() * channels];
    int at = 0;
    for (int y = 0; y < raster.getHeight(); y++) {
      raster.getPixels(0, y, raster.getWidth(), 1, row);
      for (int x = 0; x < row.length; x += bands) {
        if (alpha && row[x + bands - 1] != 255) {
          throw transparent(name);
        }
        for (int c = 0; c < channels; c++) {
          pixels[at++] = (byte) row[x + c];
        }
      }
    }
    return new Picture(raster.getHeight(), raster.getWidth(), channels, pixels);
  }

  private static Picture fromPalette(String name, Raster raster, IndexColorModel palette) {
    byte[] pixels = new byte[raster.getWidth() * raster.getHeight() * 3];
    int at = 0;
    for (int y = 0; y < raster.getHeight(); y++) {
      for (int x = 0; x < raster.getWidth(); x++) {
        int index = raster.getSample(x, y, 0);
        if (index >= palette.getMapSize()) {
          throw bad(name, "uses colour " + index + " of a palette of " + palette.getMapSize());
        }
        if (palette.getAlpha(index) != 255) {
          throw transparent(name);
        }
        pixels[at++] = (byte) palette.getRed(index);
        pixels[at++] = (byte) palette.getGreen(index);
        pixels[at++] = (byte) palette.getBlue(index);
      }
    }
    return new Picture(raster.getHeight(), raster.getWidth(), 3, pixels);
  }

  private static CompileException transparent(String name) {
    return new CompileException(
        ModelsCode.IMAGE_CHANNELS.in(
            name, "the image is transparent in places, expected an opaque one"));
  }

  private static CompileException bad(String name, String message) {
    return new CompileException(ModelsCode.IMAGE_FILE.in(name, message));
  }
}
