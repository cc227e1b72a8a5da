namespace CycleSim.Traces.Requests;

/// <summary>Formats of request traces.</summary>
public enum RequestFormat
{
    /// <summary>CSV with the first line <c>cycle,op,addr</c>.</summary>
    Csv,

    /// <summary>DRAMsim3: <c>ADDRESS READ|WRITE CYCLE</c>.</summary>
    Dramsim3,

    /// <summary>Ramulator 2: <c>LD|ST ADDRESS</c>, or <c>R|W</c> with an address or an address vector.</summary>
    Ramulator2,

    /// <summary>DRAMSys: <c>CYCLE: [(BYTES)] read|write ADDRESS [DATA]</c>.</summary>
    Dramsys,

    /// <summary>A packet trace of gem5 (protobuf).</summary>
    Gem5,
}
