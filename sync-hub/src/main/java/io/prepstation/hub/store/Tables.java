package io.prepstation.hub.store;

import org.jdbi.v3.core.Handle;

/// The tables as one transaction sees them; of no use after it.
public final class Tables {

    private final Handle handle;

    Tables(Handle handle) {
        this.handle = handle;
    }

    public HubIdentityTable identity() {
        return new HubIdentityTable(handle);
    }

    public LabTable labs() {
        return new LabTable(handle);
    }

    public UserTable users() {
        return new UserTable(handle);
    }

    public StationTable stations() {
        return new StationTable(handle);
    }

    public EnrolmentCodeTable enrolmentCodes() {
        return new EnrolmentCodeTable(handle);
    }

    public IngredientTable ingredients() {
        return new IngredientTable(handle);
    }

    public FormulaTable formulas() {
        return new FormulaTable(handle);
    }

    public SessionTable sessions() {
        return new SessionTable(handle);
    }

    public RefusedUploadTable refusedUploads() {
        return new RefusedUploadTable(handle);
    }

    public LockoutTable lockouts() {
        return new LockoutTable(handle);
    }

    public FeedTable feed() {
        return new FeedTable(handle);
    }

    public HubAuditTable audit() {
        return new HubAuditTable(handle);
    }
}
