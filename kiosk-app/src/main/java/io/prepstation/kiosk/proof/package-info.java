/// Copies of what proves a lab's records, kept and read outside the lab's file.
@NullMarked
package io.prepstation.kiosk.proof;

import org.jspecify.annotations.NullMarked;
