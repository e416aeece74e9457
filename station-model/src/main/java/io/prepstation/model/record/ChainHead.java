package io.prepstation.model.record;

/// The end of an audit trail: whoever keeps it elsewhere can tell a trail that was cut back.
public record ChainHead(long sequence, String hash) {

    public static final ChainHead EMPTY = new ChainHead(0, AuditEvent.GENESIS);
}
