namespace CycleSim.Device.Codes;

/// <summary>That of no code: there is no syndrome to ask with.</summary>
internal sealed class NothingLocator : IErrorLocator
{
    public IReadOnlyList<int>? Locate(ReadOnlySpan<ulong> syndrome) => null;
}
