namespace CycleSim.Traces.Requests;

/// <summary>
/// gem5's packet commands by their number (<c>MemCmd::Command</c> in src/mem/packet.hh, in its present order). A trace does not say its
/// release: numbers up to WriteResp are the same in all, later ones have moved when commands were added. A command moves data if it is a
/// request with the attribute IsRead or IsWrite: such packets are what gem5's own memory controller turns into bursts. Transaction control
/// (HTMReq, HTMAbort) has IsRead but never gets there.
/// </summary>
internal static class Gem5Commands
{
    internal const uint ReadReq = 1;
    internal const uint WriteReq = 4;

    private static readonly (string Name, Gem5Effect Effect)[] Table =
    [
        ("InvalidCmd", Gem5Effect.None),
        ("ReadReq", Gem5Effect.Read),
        ("ReadResp", Gem5Effect.None),
        ("ReadRespWithInvalidate", Gem5Effect.None),
        ("WriteReq", Gem5Effect.Write),
        ("WriteResp", Gem5Effect.None),
        ("WriteCompleteResp", Gem5Effect.None),
        ("WritebackDirty", Gem5Effect.Write),
        ("WritebackClean", Gem5Effect.Write),
        ("WriteClean", Gem5Effect.Write),
        ("CleanEvict", Gem5Effect.None),
        ("SoftPFReq", Gem5Effect.Read),
        ("SoftPFExReq", Gem5Effect.Read),
        ("HardPFReq", Gem5Effect.Read),
        ("SoftPFResp", Gem5Effect.None),
        ("HardPFResp", Gem5Effect.None),
        ("WriteLineReq", Gem5Effect.Write),
        ("UpgradeReq", Gem5Effect.None),
        ("SCUpgradeReq", Gem5Effect.None),
        ("UpgradeResp", Gem5Effect.None),
        ("SCUpgradeFailReq", Gem5Effect.Read),
        ("UpgradeFailResp", Gem5Effect.None),
        ("ReadExReq", Gem5Effect.Read),
        ("ReadExResp", Gem5Effect.None),
        ("ReadCleanReq", Gem5Effect.Read),
        ("ReadSharedReq", Gem5Effect.Read),
        ("LoadLockedReq", Gem5Effect.Read),
        ("StoreCondReq", Gem5Effect.Write),
        ("StoreCondFailReq", Gem5Effect.Write),
        ("StoreCondResp", Gem5Effect.None),
        ("LockedRMWReadReq", Gem5Effect.Read),
        ("LockedRMWReadResp", Gem5Effect.None),
        ("LockedRMWWriteReq", Gem5Effect.Write),
        ("LockedRMWWriteResp", Gem5Effect.None),
        ("SwapReq", Gem5Effect.Read | Gem5Effect.Write),
        ("SwapResp", Gem5Effect.None),
        ("Deprecated_MessageReq", Gem5Effect.None),
        ("Deprecated_MessageResp", Gem5Effect.None),
        ("MemFenceReq", Gem5Effect.None),
        ("MemSyncReq", Gem5Effect.None),
        ("MemSyncResp", Gem5Effect.None),
        ("MemFenceResp", Gem5Effect.None),
        ("CleanSharedReq", Gem5Effect.None),
        ("CleanSharedResp", Gem5Effect.None),
        ("CleanInvalidReq", Gem5Effect.None),
        ("CleanInvalidResp", Gem5Effect.None),
        ("InvalidDestError", Gem5Effect.None),
        ("BadAddressError", Gem5Effect.None),
        ("ReadError", Gem5Effect.None),
        ("WriteError", Gem5Effect.None),
        ("FunctionalReadError", Gem5Effect.None),
        ("FunctionalWriteError", Gem5Effect.None),
        ("PrintReq", Gem5Effect.None),
        ("FlushReq", Gem5Effect.None),
        ("InvalidateReq", Gem5Effect.None),
        ("InvalidateResp", Gem5Effect.None),
        ("HTMReq", Gem5Effect.None),
        ("HTMReqResp", Gem5Effect.None),
        ("HTMAbort", Gem5Effect.None),
        ("TlbiExtSync", Gem5Effect.None),
    ];

    /// <summary>Name of a command; "command 99" when gem5 has none of that number.</summary>
    internal static string NameOf(uint command) => command < Table.Length ? Table[command].Name : $"command {command}";

    /// <summary>What a command does to the memory behind it.</summary>
    internal static Gem5Effect EffectOf(uint command) => command < Table.Length ? Table[command].Effect : Gem5Effect.None;
}
