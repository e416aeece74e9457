/// Hand scanners on a serial line; those that type like a keyboard are heard by the screen.
@NullMarked
package io.prepstation.device.scanner;

import org.jspecify.annotations.NullMarked;
