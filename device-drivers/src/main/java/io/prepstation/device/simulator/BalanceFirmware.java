package io.prepstation.device.simulator;

/// The firmware of a simulated balance: bytes in, bytes out, with the delays of a real one. Pure: time is passed in.
public interface BalanceFirmware {

    /// Takes what arrived on the wire, whole lines or not.
    void receive(byte[] bytes, long now);

    /// The answer that is due by now, perhaps nothing; each is given once.
    byte[] due(long now);
}
