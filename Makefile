# `make test` is the test command. Every target finds a JDK 25 by itself, whatever `java` on the PATH is.

SHELL := bash
.SHELLFLAGS := -euo pipefail -c

prepare := source scripts/setup.sh && use_jdk_25 && need_tools mvn
maven := mvn --batch-mode --no-transfer-progress --quiet

.PHONY: test nightly bench format clean

test: ## formatting and all tests
	@scripts/test

nightly: ## the same, with the tests tagged "nightly"
	@MORE_TOOLS=chromium scripts/test -DexcludedGroups=none

bench: ## JMH; BENCH takes its options: make bench BENCH='Template -f 1'
	@$(prepare) && $(maven) -DskipTests --projects integration --also-make verify
	@$(prepare) && "$$JAVA_HOME/bin/java" -cp "$$(< integration/target/test.classpath):integration/target/test-classes" \
	  org.openjdk.jmh.Main $(BENCH)

format: ## google-java-format over all sources
	@$(prepare) && $(maven) spotless:apply

clean: ## everything that was built, the launcher's build too
	@$(prepare) && $(maven) clean && rm -rf .vitcc
