/// View records to HLS C++.
package dev.vitcc.backend.hls;
