package dev.vitcc.testbenches.tools;

import com.github.dockerjava.api.DockerClient;
import com.github.dockerjava.api.command.WaitContainerResultCallback;
import com.github.dockerjava.api.exception.DockerException;
import com.github.dockerjava.api.exception.NotFoundException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.Consumer;
import org.testcontainers.DockerClientFactory;
import org.testcontainers.containers.BindMode;
import org.testcontainers.containers.ContainerLaunchException;
import org.testcontainers.containers.GenericContainer;
import org.testcontainers.containers.output.FrameConsumerResultCallback;
import org.testcontainers.containers.output.OutputFrame;
import org.testcontainers.containers.startupcheck.StartupCheckStrategy;
import org.testcontainers.utility.DockerImageName;

/// Tools in a container: each command runs in a container of its own, with the folders it needs
/// mounted where they are on this machine.
///
/// Testcontainers starts a second container that cleans up (Ryuk); where its image can't be had,
/// set `TESTCONTAINERS_RYUK_DISABLED=true`.
///
/// @param image name of the image
/// @param identity its content
public record ContainerTools(String image, String identity) implements Tools {

  /// Whether there is a Docker engine.
  ///
  /// @throws ToolException if there is one that Testcontainers can't make use of
  public static boolean isAvailable() {
    try {
      return DockerClientFactory.instance().isDockerAvailable();
    } catch (RuntimeException e) {
      throw new ToolException(
          "the Docker engine can't be used: " + e.getMessage(),
          "inside a container without Docker Hub, set TESTCONTAINERS_HOST_OVERRIDE=localhost",
          e);
    }
  }

  static ContainerTools find(String image) {
    if (!isAvailable()) {
      throw new ToolException("no Docker engine was found", "start one, or use --verilator local");
    }
    try {
      String content = DockerClientFactory.lazyClient().inspectImageCmd(image).exec().getId();
      return new ContainerTools(image, "image " + content + "\n" + LocalTools.processor());
    } catch (NotFoundException e) {
      throw new ToolException(
          "there is no container image " + image,
          "make it with scripts/verilator-image.sh, or name another with --verilator-image",
          e);
    }
  }

  @Override
  public int run(ToolCommand command, Consumer<String> line) throws InterruptedException {
    try (GenericContainer<?> container = new GenericContainer<>(DockerImageName.parse(image))) {
      container
          .withStartupCheckStrategy(new Started())
          .withNetworkMode("none")
          .withWorkingDirectory(command.directory().toString())
          .withEnv("LC_ALL", "C.UTF-8")
          .withCreateContainerCmdModifier(
              create ->
                  create
                      .withEntrypoint(command.words())
                      .withCmd()
                      .withUser(owner(command.writable())));
      for (Path folder : command.readable()) {
        if (!command.writable().contains(folder)) {
          container.withFileSystemBind(folder.toString(), folder.toString(), BindMode.READ_ONLY);
        }
      }
      for (Path folder : command.writable()) {
        container.withFileSystemBind(folder.toString(), folder.toString(), BindMode.READ_WRITE);
      }
      container.start();
      return follow(container, line);
    } catch (ContainerLaunchException | DockerException e) {
      throw new ToolException(
          "cannot run " + command.words().getFirst() + " in " + image, "see the cause below", e);
    }
  }

  private static int follow(GenericContainer<?> container, Consumer<String> line)
      throws InterruptedException {
    DockerClient client = container.getDockerClient();
    String id = container.getContainerId();
    try (FrameConsumerResultCallback output = new FrameConsumerResultCallback()) {
      Consumer<OutputFrame> lines =
          frame -> {
            if (frame.getType() != OutputFrame.OutputType.END) {
              line.accept(frame.getUtf8StringWithoutLineEnding());
            }
          };
      output.addConsumer(OutputFrame.OutputType.STDOUT, lines);
      output.addConsumer(OutputFrame.OutputType.STDERR, lines);
      client
          .logContainerCmd(id)
          .withFollowStream(true)
          .withSince(0)
          .withStdOut(true)
          .withStdErr(true)
          .exec(output);
      output.awaitCompletion();
    } catch (IOException e) {
      throw new ToolException("lost the output of a container", "try again", e);
    }
    return client.waitContainerCmd(id).exec(new WaitContainerResultCallback()).awaitStatusCode();
  }

  /// What the container writes shall belong to whoever owns the folder it writes to.
  private static String owner(Iterable<Path> folders) {
    for (Path folder : folders) {
      try {
        return Files.getAttribute(folder, "unix:uid")
            + ":"
            + Files.getAttribute(folder, "unix:gid");
      } catch (IOException | UnsupportedOperationException e) {
        return "";
      }
    }
    return "";
  }

  /// A command may be over before anybody looks, and may fail: neither is for Testcontainers to
  /// say.
  private static final class Started extends StartupCheckStrategy {
    @Override
    public StartupStatus checkStartupState(DockerClient client, String container) {
      return StartupStatus.SUCCESSFUL;
    }
  }
}
