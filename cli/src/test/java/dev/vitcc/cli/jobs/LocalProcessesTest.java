package dev.vitcc.cli.jobs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.vitcc.testbenches.tools.ToolException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class LocalProcessesTest {
  @TempDir private Path folder;
  private WorkFolder work;
  private StandIns standIns;

  @BeforeEach
  void open() {
    work = WorkFolder.open(folder.resolve("work"));
    standIns = new StandIns(folder);
  }

  @AfterEach
  void close() {
    work.close();
  }

  private void run(VitccProcess vitcc, List<Job> jobs) throws InterruptedException {
    new LocalProcesses(work, vitcc, 2).run(jobs, standIns.progress(jobs.size()));
  }

  @Test
  void runsEachJobOnce() throws Exception {
    List<Job> jobs = StandIns.jobs(work, 5);
    run(standIns.vitcc(), jobs);
    assertThat(jobs).allMatch(Job::isFinished);
    assertThat(standIns.runs()).containsExactlyInAnyOrder("job0", "job1", "job2", "job3", "job4");
    assertThat(work.log(jobs.getFirst())).hasContent("a run of job0");
  }

  @Test
  void triesOnceMoreAndKeepsBothLogs() throws Exception {
    List<Job> jobs = StandIns.jobs(work, 1);
    run(standIns.vitcc("[[ $(wc -l < %s/runs) -gt 1 ]] || exit 3".formatted(folder)), jobs);
    assertThat(standIns.runs()).containsExactly("job0", "job0");
    assertThat(work.log(jobs.getFirst())).hasContent("a run of job0\na run of job0");
  }

  @Test
  void reportsWhatFailsTwiceWithItsLogAndFinishesTheRest() throws IOException {
    List<Job> jobs = StandIns.jobs(work, 3);
    VitccProcess vitcc = standIns.vitcc("[[ $2 != job1 ]] || { echo no such luck; exit 7; }");
    assertThatThrownBy(() -> run(vitcc, jobs))
        .isInstanceOf(ToolException.class)
        .hasMessageContaining("1 of 3 jobs failed")
        .hasMessageContaining("job1 failed with exit code 7, 2 times: vitcc eval job1 --json")
        .hasMessageContaining("| no such luck");
    assertThat(standIns.runs()).containsExactlyInAnyOrder("job0", "job1", "job1", "job2");
    assertThat(jobs).filteredOn(Job::isFinished).hasSize(2);
  }

  @Test
  void exitCodeZeroWithoutResultIsFailure() throws IOException {
    List<Job> jobs = StandIns.jobs(work, 1);
    VitccProcess vitcc = standIns.vitcc("exit 0");
    assertThatThrownBy(() -> run(vitcc, jobs)).hasMessageContaining("exit code 0, 2 times");
  }

  @Test
  void interruptionEndsProcessesAndLeavesResults() throws Exception {
    List<Job> jobs = StandIns.jobs(work, 3);
    Path pids = folder.resolve("pids");
    VitccProcess vitcc =
        standIns.vitcc("[[ $2 == job0 ]] || { echo $$ >> %s; exec sleep 1000; }".formatted(pids));
    CountDownLatch stopped = new CountDownLatch(1);
    Thread leader =
        new Thread(
            () -> {
              try {
                run(vitcc, jobs);
              } catch (InterruptedException e) {
                stopped.countDown();
              }
            });
    leader.start();
    while (!Files.exists(pids) || Files.readAllLines(pids).size() < 2) {
      Thread.onSpinWait();
    }
    List<ProcessHandle> asleep =
        Files.readAllLines(pids).stream()
            .map(Long::parseLong)
            .flatMap(pid -> ProcessHandle.of(pid).stream())
            .toList();
    leader.interrupt();
    assertThat(stopped.await(30, TimeUnit.SECONDS)).isTrue();
    for (ProcessHandle process : asleep) {
      process.onExit().get(30, TimeUnit.SECONDS);
    }
    assertThat(jobs).filteredOn(Job::isFinished).extracting(Job::name).containsExactly("job0");
    assertThat(standIns.runs()).containsExactlyInAnyOrder("job0", "job1", "job2");
  }
}
