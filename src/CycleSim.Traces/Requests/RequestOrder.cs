namespace CycleSim.Traces.Requests;

/// <summary>What a trace whose times go back means.</summary>
public enum RequestOrder
{
    /// <summary>Nothing: times must not go back.</summary>
    Checked,

    /// <summary>
    /// Requests enter in the order of the file, each no earlier than its time: one that must wait blocks those behind it, as in DRAMsim3.
    /// </summary>
    File,

    /// <summary>Requests are sorted by time; those of one time keep the order of the file.</summary>
    Time,
}
