/// The station put together: everything that runs at one bench.
@NullMarked
package io.prepstation.kiosk;

import org.jspecify.annotations.NullMarked;
