/// Balances: what they answer, how they are asked, and the driver that keeps them connected.
///
/// A further balance is one [io.prepstation.device.balance.BalanceProtocol] and its firmware in the simulator.
@NullMarked
package io.prepstation.device.balance;

import org.jspecify.annotations.NullMarked;
