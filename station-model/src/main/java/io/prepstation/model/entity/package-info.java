/// What kinds of things a lab keeps, field by field: one descriptor per kind drives the station's store, checks and sync.
@NullMarked
package io.prepstation.model.entity;

import org.jspecify.annotations.NullMarked;
