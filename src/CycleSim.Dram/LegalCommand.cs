namespace CycleSim.Dram;

/// <summary>A command that is legal now.</summary>
/// <param name="Kind">Command.</param>
/// <param name="Position">Position of the request it serves in its bank queue.</param>
internal readonly record struct LegalCommand(DramCommandKind Kind, int Position)
{
    internal bool IsColumn => Kind is DramCommandKind.Read or DramCommandKind.Write;
}
