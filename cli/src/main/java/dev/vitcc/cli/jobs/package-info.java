/// Work that outgrows one machine: independent jobs, in processes of this machine or on a cluster.
@NullMarked
package dev.vitcc.cli.jobs;

import org.jspecify.annotations.NullMarked;
