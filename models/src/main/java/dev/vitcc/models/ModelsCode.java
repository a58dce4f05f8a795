package dev.vitcc.models;

import dev.vitcc.ir.diagnostic.Diagnostic;
import dev.vitcc.ir.diagnostic.DiagnosticCode;
import dev.vitcc.ir.diagnostic.SourceLocation;

/// What can be wrong with weights, images and checkpoints that come from outside: `E0401` to
/// `E0423`.
public enum ModelsCode implements DiagnosticCode {
  FILE_UNREADABLE(
      "E0401",
      "a file of weights or images can't be read",
      "The file is missing, is a folder or a device, or may not be read. Paths in a model are relative"
          + " to the model file, not to the folder that vitcc was started in."),
  SAFETENSORS_HEADER(
      "E0402",
      "the header of a safetensors file is malformed",
      "A safetensors file starts with the length of its header (8 bytes, little-endian), then the header:"
          + " one JSON object that gives dtype, shape and data_offsets for each tensor, each name once."
          + " Usually the file was cut off while it was copied, or is a Git LFS pointer or a web page"
          + " saved under this name: fetch it again and compare its size."),
  SAFETENSORS_LAYOUT(
      "E0403",
      "the tensors of a safetensors file don't fit its bytes",
      "The byte ranges of all tensors must cover the bytes after the header exactly: in range, without"
          + " overlap, without holes, each as long as its dtype and shape say. A file that breaks this was"
          + " cut off or made by a faulty or hostile writer; vitcc reads nothing from it."),
  ELEMENT_TYPE(
      "E0404",
      "a tensor has an element type that weights can't have",
      "Weights are read from F32, F16 and BF16. Tensors of other types may be in the file so long as the"
          + " model doesn't use them. Convert the others first, in Python:"
          + " `{k: v.float() for k, v in tensors.items()}`."),
  TENSOR_MISSING(
      "E0405",
      "a tensor that the model needs is not in the file",
      "Each parameter of the model is bound to a tensor by its name in the chosen layout (`naming timm`,"
          + " `naming huggingface`, or an explicit map). Either the layout is another one, or the model has"
          + " an op (often a bias, a block or a head) that the checkpoint was trained without."),
  TENSOR_LEFT_OVER(
      "E0406",
      "the file has a tensor that the model doesn't use",
      "A trained tensor that is not used means that the model in the .vit file is not the one that was"
          + " trained: a block too few, a missing head, a layer scale. Tensors that are known to have no"
          + " influence on the logits (such as the pooler's) are a warning only."),
  TENSOR_SHAPE(
      "E0407",
      "a tensor has another shape than the model gives it",
      "The shape in the file and the shape that follows from the model must agree, up to leading axes of"
          + " extent 1. Look at `dim`, `hidden`, `patch`, the number of classes and the image size."),
  NAMING(
      "E0408",
      "the naming of the weights doesn't fit the file or the model",
      "An explicit map names a parameter that the model doesn't have, or the names in the file follow"
          + " another layout than the one chosen."),
  NOT_FINITE(
      "E0409",
      "a weight is not a number",
      "NaN or infinity in a trained tensor makes every logit NaN. The training diverged, or the file was"
          + " converted to F16 and a value overflowed."),
  IMAGE_FILE(
      "E0410",
      "an image file is damaged or of a kind that vitcc doesn't read",
      "Images come as .npy, IDX (as MNIST), PNG or JPEG, or a folder of PNG and JPEG files, told apart by"
          + " their content and not by their names. PNG and JPEG have 8 bits a sample, grey or RGB."),
  NPY_HEADER(
      "E0411",
      "a .npy file is malformed",
      "A .npy file starts with \\x93NUMPY, a version (1 to 3), the length of its header and the header: a"
          + " Python dictionary with descr, fortran_order and shape. The bytes after it must be exactly as"
          + " many as descr and shape say."),
  NPY_CONTENT(
      "E0412",
      "a .npy file holds something else than what is needed here",
      "Images are uint8 (N×H×W×C or N×H×W), or float32 N×C×H×W for images that are normalised already."
          + " Labels are int64, int32 or uint8, one axis. All in C order: use np.ascontiguousarray(a)"
          + " before np.save, and a.astype('<f4') for another type or byte order."),
  IDX_FILE(
      "E0413",
      "an IDX file is malformed",
      "An IDX file starts with two zero bytes, the element type (8 for unsigned bytes), the number of axes"
          + " and their extents (32 bits, big-endian). The bytes after it must be exactly as many as the"
          + " extents say. Files from the web are often compressed: gunzip them first."),
  IMAGE_SIZE(
      "E0414",
      "the images have another size than the model's input",
      "Images must have the height and width of the model's input unless the input clause says how to fit"
          + " them: `resize` scales, `crop` cuts the centre out."),
  IMAGE_CHANNELS(
      "E0415",
      "the images have other channels than the model's input",
      "A grey picture is taken for RGB by repeating it, as Pillow does. The other way loses information:"
          + " it is done only where red, green and blue are equal. Transparency is accepted only where"
          + " every pixel is opaque."),
  LABELS(
      "E0416",
      "the labels don't fit the images or the model",
      "There must be one label for each image, and each must be a class of the model: 0 up to the number"
          + " of classes less one."),
  OUTPUT(
      "E0417",
      "a file can't be written",
      "The folder is missing, the disk is full, or writing is not allowed there."),
  SCALES(
      "E0418",
      "a file of trained scales is malformed",
      "A file of trained scales is JSON with quantisation.layers (kind and bits of each layer's weights),"
          + " quantisation.activations (bits, signed and step of each activation) and, for mixed"
          + " layers, quantisation.pot_rows. docs/scales.md has all of it."),
  IMPORT_CONFIG(
      "E0420",
      "the configuration of a checkpoint can't be read",
      "A Hugging Face folder has config.json and model.safetensors, and may have"
          + " preprocessor_config.json. config.json is a JSON object with model_type, hidden_size,"
          + " num_hidden_layers, num_attention_heads, image_size, patch_size and so on."),
  IMPORT_UNSUPPORTED(
      "E0421",
      "the checkpoint has something that vitcc can't map",
      "vitcc imports ViT and DeiT: pre-norm blocks of multi-head attention and a GELU MLP, learned"
          + " positions, a class token, and DeiT's distillation token. What is beyond that is named, all of"
          + " it, and nothing is written."),
  IMPORT_UNDECIDED(
      "E0422",
      "the checkpoint doesn't tell something that the model needs",
      "The tensors of a timm checkpoint don't tell the number of attention heads or how images were"
          + " normalised. Heads are known for the widths of the published models only (192, 384, 768, 1024);"
          + " for others say `--heads N`. An ONNX file doesn't tell how images were normalised either:"
          + " say `--scale`, `--mean` and `--std`."),
  ONNX_FILE(
      "E0423",
      "an ONNX file is malformed",
      "An ONNX file is one protobuf message, ModelProto, and perhaps files of tensors beside it"
          + " (`.onnx.data`), which the message names. Each length in it must fit what is left. Usually"
          + " the file was cut off while it was copied, is a Git LFS pointer, or was moved without its"
          + " tensors. Compare its size, or run `onnx.checker.check_model(path)` in Python.");

  private final String code;
  private final String title;
  private final String explanation;

  ModelsCode(String code, String title, String explanation) {
    this.code = code;
    this.title = title;
    this.explanation = explanation;
  }

  @Override
  public String code() {
    return code;
  }

  @Override
  public String title() {
    return title;
  }

  @Override
  public String explanation() {
    return explanation;
  }

  /// An error about a whole file.
  public Diagnostic in(String file, String message) {
    return Diagnostic.error(this, SourceLocation.ofFile(file), message);
  }
}
