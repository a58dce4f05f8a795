package dev.vitcc.cli.jobs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.vitcc.testbenches.tools.ToolException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.OptionalInt;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// vitcc and a Slurm whose programs are scripts: sbatch runs the tasks that `run` lists, and squeue
/// says what `queue` holds.
@Timeout(60)
class SlurmTest {
  private static final String SBATCH =
      """
      #!/bin/bash
      cd %s
      printf '%%s\\n' "$*" >> sbatch.calls
      [[ ! -e refused ]] || { cat refused; exit 1; }
      for word; do
        case $word in
          --array=*) last=${word#--array=0-}; last=${last%%%%%%*} ;;
          --chdir=*) folder=${word#--chdir=} ;;
          --job-name=*) name=${word#--job-name=} ;;
        esac
      done
      export SLURM_ARRAY_JOB_ID=$(wc -l < sbatch.calls) SLURMD_NODENAME=here
      for ((SLURM_ARRAY_TASK_ID = 0; SLURM_ARRAY_TASK_ID <= last; SLURM_ARRAY_TASK_ID++)); do
        export SLURM_ARRAY_TASK_ID
        bash "$word" >> "$folder/$SLURM_ARRAY_TASK_ID.log" 2>&1
      done
      echo "sbatch: a remark" >&2
      echo "$SLURM_ARRAY_JOB_ID;cluster"
      """;
  private static final String SQUEUE =
      """
      #!/bin/bash
      cd %s
      printf '%%s\\n' "$*" >> squeue.calls
      [[ $(wc -l < squeue.calls) -gt $(cat deaf 2> /dev/null || echo 0) ]] || { echo slurm_load_jobs error; exit 1; }
      # One line is gone with each question.
      cat queue 2> /dev/null
      [[ ! -e queue ]] || sed -i 1d queue
      bash at_question 2> /dev/null
      exit 0
      """;

  @TempDir private Path folder;
  private WorkFolder work;
  private StandIns standIns;

  @BeforeEach
  void open() {
    work = WorkFolder.open(folder.resolve("work with blanks"));
    standIns = new StandIns(folder);
  }

  @AfterEach
  void close() {
    work.close();
  }

  private Slurm slurm(VitccProcess vitcc) throws IOException {
    SlurmTools tools =
        new SlurmTools(
            standIns.script("sbatch", SBATCH.formatted(folder)).toString(),
            standIns.script("squeue", SQUEUE.formatted(folder)).toString(),
            List.of("--partition=long"),
            OptionalInt.of(4));
    return new Slurm(
        work, vitcc, tools, new Slurm.Pace(Duration.ofMillis(1), Duration.ofMillis(9), 3));
  }

  private void run(VitccProcess vitcc, List<Job> jobs) throws IOException, InterruptedException {
    slurm(vitcc).run(jobs, standIns.progress(jobs.size()));
  }

  private List<String> calls(String tool) throws IOException {
    Path calls = folder.resolve(tool + ".calls");
    return Files.exists(calls) ? Files.readAllLines(calls) : List.of();
  }

  @Test
  void submitsOneArrayWithTheUsersOptionsBeforeItsOwn() throws Exception {
    List<Job> jobs = StandIns.jobs(work, 3);
    run(standIns.vitcc(), jobs);
    assertThat(jobs).allMatch(Job::isFinished);
    assertThat(standIns.runs()).containsExactly("job0", "job1", "job2");
    assertThat(calls("sbatch"))
        .singleElement()
        .asString()
        .startsWith("--parsable --partition=long --job-name=vitcc-")
        .contains(" --array=0-2%4 --requeue --open-mode=append ", " --output=%a.log ");
    assertThat(standIns.said()).contains("submitted 3 jobs to Slurm: array 1\n");
  }

  @Test
  void submitsAgainWhatEndedWithoutResult() throws Exception {
    List<Job> jobs = StandIns.jobs(work, 3);
    run(
        standIns.vitcc("[[ $2 != job1 || $(wc -l < %s/runs) -gt 3 ]] || exit 1".formatted(folder)),
        jobs);
    assertThat(standIns.runs()).containsExactly("job0", "job1", "job2", "job1");
    assertThat(calls("sbatch")).hasSize(2);
    assertThat(standIns.said()).contains("submitted 1 jobs, which ended without a result, again");
  }

  @Test
  void givesUpWhatNeverLeavesResultAndShowsItsLog() throws Exception {
    List<Job> jobs = StandIns.jobs(work, 2);
    VitccProcess vitcc = standIns.vitcc("[[ $2 != job1 ]] || { echo no memory; exit 1; }");
    assertThatThrownBy(() -> run(vitcc, jobs))
        .isInstanceOf(ToolException.class)
        .hasMessageContaining("1 of 2 jobs failed")
        .hasMessageContaining("job1 left no result, submitted 3 times: vitcc eval job1")
        .hasMessageContaining("| no memory");
    assertThat(standIns.runs()).containsExactly("job0", "job1", "job1", "job1");
  }

  @Test
  void findsItsArrayAgainAndSubmitsNothingTwice() throws Exception {
    List<Job> jobs = StandIns.jobs(work, 2);
    // As a vitcc leaves it that was killed before it heard the array's number.
    SlurmArray array = SlurmArray.create(work, jobs, standIns.vitcc());
    Files.writeString(
        folder.resolve("queue"),
        """
        %1$s 7 0 RUNNING None
        %1$s 7 1 PENDING JobHeldAdmin
        """
            .formatted(array.name()));
    // The tasks end at the second question.
    Files.writeString(
        folder.resolve("at_question"),
        "(($(wc -l < squeue.calls) != 2)) || for i in 0 1; do SLURM_ARRAY_JOB_ID=7 SLURMD_NODENAME=here"
            + " SLURM_ARRAY_TASK_ID=$i bash '%s'; done".formatted(array.script()));
    run(standIns.vitcc(), jobs);
    assertThat(calls("sbatch")).isEmpty();
    assertThat(calls("squeue").getFirst()).contains("--name=" + array.name());
    assertThat(standIns.runs()).containsExactly("job0", "job1");
    assertThat(standIns.said())
        .contains("2 jobs are in Slurm's queue already")
        .contains("Slurm holds task 7_1 (JobHeldAdmin); `scontrol release 7_1` lets it go");
  }

  @Test
  void taskOfFinishedJobEndsAtOnce() throws Exception {
    List<Job> jobs = StandIns.jobs(work, 1);
    run(standIns.vitcc(), jobs);
    String script = SlurmArray.in(work).getFirst().script().toString();
    ProcessBuilder again = new ProcessBuilder("bash", script);
    again.environment().put("SLURM_ARRAY_TASK_ID", "0");
    again.environment().put("SLURM_ARRAY_JOB_ID", "1");
    again.environment().put("SLURMD_NODENAME", "other");
    assertThat(again.start().waitFor()).isZero();
    assertThat(standIns.runs()).containsExactly("job0");
  }

  @Test
  void bearsWithControllerThatIsSilentForWhile() throws Exception {
    Files.writeString(folder.resolve("deaf"), "3");
    List<Job> jobs = StandIns.jobs(work, 1);
    run(standIns.vitcc("[[ $(wc -l < %s/runs) -gt 1 ]] || exit 1".formatted(folder)), jobs);
    assertThat(jobs).allMatch(Job::isFinished);
    assertThat(standIns.said())
        .containsOnlyOnce("Slurm doesn't answer; asking again for a while. squeue failed");
  }

  @Test
  void saysWhatWasRunWhereControllerStaysSilent() throws Exception {
    Files.writeString(folder.resolve("deaf"), "1000");
    VitccProcess vitcc = standIns.vitcc("exit 1");
    assertThatThrownBy(() -> run(vitcc, StandIns.jobs(work, 1)))
        .isInstanceOf(ToolException.class)
        .hasMessageContaining("squeue failed with exit code 1:")
        .hasMessageContaining("--noheader --array --name=vitcc-")
        .hasMessageContaining("| slurm_load_jobs error");
    assertThat(calls("squeue")).hasSize(4);
  }

  @Test
  void saysWhatSbatchSaid() throws Exception {
    Files.writeString(folder.resolve("refused"), "invalid partition specified: long\n");
    VitccProcess vitcc = standIns.vitcc();
    assertThatThrownBy(() -> run(vitcc, StandIns.jobs(work, 1)))
        .isInstanceOf(ToolException.class)
        .hasMessageContaining("sbatch failed with exit code 1:")
        .hasMessageContaining("--partition=long")
        .hasMessageContaining("| invalid partition specified: long");
  }

  @Test
  void cutsWhatIsTooMuchForOneArray() throws Exception {
    List<Job> jobs = StandIns.jobs(work, SlurmArray.MOST + 1);
    Files.writeString(folder.resolve("refused"), "");
    VitccProcess vitcc = standIns.vitcc();
    assertThatThrownBy(() -> run(vitcc, jobs)).isInstanceOf(ToolException.class);
    assertThat(SlurmArray.in(work).getFirst().jobs()).hasSize(SlurmArray.MOST);
  }

  @Test
  void shellReadsWordsAsTheyWere() {
    assertThat(SlurmArray.quoted(List.of("a=b", "it's a $(word)", "")))
        .isEqualTo("a=b 'it'\\''s a $(word)' ''");
  }
}
