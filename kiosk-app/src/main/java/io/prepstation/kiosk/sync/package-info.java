/// Brings finished sessions to the hub and the hub's master data here; works in the background and never loses either.
@NullMarked
package io.prepstation.kiosk.sync;

import org.jspecify.annotations.NullMarked;
