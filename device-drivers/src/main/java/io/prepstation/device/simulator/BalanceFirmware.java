package io.prepstation.device.simulator;

/// The firmware of a simulated balance: bytes in, bytes out, with the delays of a real one. Pure: time is passed in.
public interface BalanceFirmware {

    /// Takes what arrived on the wire, whole lines or not.
    void receive(byte[] bytes, long now);

    /// The answer that is due by now, perhaps nothing; each is given once.
    byte[] due(long now);

    /// Begins anew as after a power cut: what lies on the pan is zero, the tare is forgotten.
    ///
    /// @return what the balance says unasked when it has started
    byte[] restart(long now);
}
