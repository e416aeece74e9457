/// The bench state machine: what happens next, decided without clock, thread or device.
@NullMarked
package io.prepstation.model.bench;

import org.jspecify.annotations.NullMarked;
