# `make test` is the test command. Every target finds a JDK 25 by itself, whatever `java` on the PATH is.

SHELL := bash
.SHELLFLAGS := -euo pipefail -c

prepare := source scripts/setup.sh && use_jdk_25 && need_tools mvn
maven := mvn --batch-mode --no-transfer-progress --quiet

# What `make nightly` fuzzes for, from a new seed each time.
FUZZ_TIME ?= 1h

MUTATED ?= reference,passes,models,integration

.PHONY: test nightly bench mutation fuzz-files format release clean

test: ## formatting and all tests
	@scripts/test

nightly: ## the same, with the tests tagged "nightly", FUZZ_TIME of fuzzing, and a release that is tried
	@MORE_TOOLS=chromium scripts/test -DexcludedGroups=none
	@./vitcc fuzz --models 1000000 --rtl 300 --stop-after $(FUZZ_TIME) --work target/fuzz
	@$(MAKE) --no-print-directory release

bench: ## JMH; BENCH takes its options: make bench BENCH='Template -f 1'
	@$(prepare) && $(maven) -DskipTests --projects integration --also-make verify
	@$(prepare) && "$$JAVA_HOME/bin/java" -cp "$$(< integration/target/test.classpath):integration/target/test-classes" \
	  org.openjdk.jmh.Main $(BENCH)

mutation: ## PIT: what the tests of reference, interpreter, passes and models notice of single changes to them
	@$(prepare) && $(maven) --projects $(MUTATED) --also-make test-compile \
	  org.pitest:pitest-maven:mutationCoverage

fuzz-files: ## Jazzer on every file format: make fuzz-files TIME=600 FORMATS='npy onnx'
	@scripts/fuzz-files $(or $(TIME),600) $(FORMATS)

format: ## google-java-format over all sources
	@$(prepare) && $(maven) spotless:apply

release: ## target/release/vitcc-VERSION-SYSTEM.tar.gz, which needs no JDK, and a try of it
	@scripts/release/build && scripts/release/check target/release/vitcc-*.tar.gz

clean: ## everything that was built, the launcher's build too
	@$(prepare) && $(maven) clean && rm -rf .vitcc
