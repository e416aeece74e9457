/// Devices that are not there: firmwares that speak the wire on a pseudo-terminal, and a camera command.
///
/// Everything above the wire is the product's own code. Identities begin with `SIM`.
@NullMarked
package io.prepstation.device.simulator;

import org.jspecify.annotations.NullMarked;
