/// The hub as a service of its machine.
@NullMarked
package io.prepstation.hub.service;

import org.jspecify.annotations.NullMarked;
