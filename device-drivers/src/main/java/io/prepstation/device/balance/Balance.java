package io.prepstation.device.balance;

/// A balance at the bench. Every method may be called from any thread and returns at once; what came of it is told to
/// the listener.
public interface Balance extends AutoCloseable {

    /// Begins to connect, and connects again whenever the balance went away.
    ///
    /// @param listener called on the balance's own thread
    void start(BalanceListener listener);

    /// Tares when the balance is stable; ends in [BalanceListener#tared] or [BalanceListener#refused].
    void tare();

    /// Sets zero when the balance is stable; ends in [BalanceListener#zeroed] or [BalanceListener#refused].
    void zero();

    /// Empties the tare memory; ends in [BalanceListener#tared] with a mass of zero or in [BalanceListener#refused].
    void clearTare();

    /// Gives the port back and ends the thread; waits for both. No listener is called afterwards.
    @Override
    void close();
}
