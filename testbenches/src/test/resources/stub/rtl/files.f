vitcc_accel.sv
