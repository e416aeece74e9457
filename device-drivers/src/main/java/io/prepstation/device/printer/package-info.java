/// Labels and what prints them: ZPL over the network, CUPS.
@NullMarked
package io.prepstation.device.printer;

import org.jspecify.annotations.NullMarked;
