/// One thing that waits for the hub, and what a supervisor can do with it (SYN-1).
@NullMarked
package io.prepstation.kiosk.ui.queued;

import org.jspecify.annotations.NullMarked;
