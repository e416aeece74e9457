package io.prepstation.device.simulator;

/// What may be wrong between a balance and the station.
public enum WireFault {
    NONE,
    /// Nothing gets through: the balance was switched off, or its plug is out.
    MUTE,

    /// Garbage and error answers without a pause, and nothing else: a hung firmware, or another program's commands.
    STORM,
    /// Bytes as a wrong speed gives them.
    GARBLE,
    /// Every answer comes in two packets with a pause between them.
    SPLIT,
    /// One byte of each second answer is lost.
    LOSE_BYTES,
    /// Answers come after the station has stopped waiting.
    LATE
}
