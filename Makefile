# `make test` is the test command. Every target finds a JDK 25 by itself, whatever `java` on the PATH is.

SHELL := bash
.SHELLFLAGS := -euo pipefail -c

prepare := source scripts/setup.sh && use_jdk_25 && need_tools mvn
maven := mvn --batch-mode --no-transfer-progress
# Without them the tests that need them are skipped, with a line that says so; under CI they fail.
tools := need_tools verilator yosys iverilog g++ make || say 'tests which need the missing tools will be skipped'

.PHONY: test nightly bench format clean

test: ## formatting and all tests
	@$(prepare) && { $(tools); } && $(maven) --fail-at-end spotless:check verify

nightly: ## all tests, with those tagged "nightly"
	@$(prepare) && { $(tools); } && $(maven) --fail-at-end spotless:check verify -DexcludedGroups=none

bench: ## JMH; BENCH takes its options: make bench BENCH='Render -f 1'
	@$(prepare) && $(maven) --quiet -DskipTests -pl integration -am verify \
	  && exec "$$JAVA_HOME/bin/java" -cp "$$(cat integration/target/test.classpath):integration/target/test-classes" org.openjdk.jmh.Main $(BENCH)

format: ## google-java-format over all sources
	@$(prepare) && $(maven) --quiet spotless:apply

clean: ## everything built, the launcher's build too
	@$(prepare) && $(maven) --quiet clean && rm -rf .vitcc
