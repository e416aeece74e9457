/// The station as a service of its machine: told to systemd, watched, backed up, kept within its disk.
@NullMarked
package io.prepstation.kiosk.field;

import org.jspecify.annotations.NullMarked;
