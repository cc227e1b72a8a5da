using CycleSim.Configuration.Text;

namespace CycleSim.Traces.Requests;

/// <summary>What the messages of all formats say of a request that the memory cannot take.</summary>
internal static class RequestProblems
{
    /// <summary>Of a time that is no number or too late.</summary>
    internal static string OfCycle(string text, RequestLimits limits) =>
        $"cycle = {text}: must be a whole number from 0 to {limits.LastCycle}, where simulated time ends (2^63 ps)";

    /// <summary>Of an address that is no number or not in the memory.</summary>
    /// <param name="text">The address.</param>
    /// <param name="limits">What the memory can take.</param>
    /// <param name="form">How addresses are written.</param>
    internal static string OfAddress(string text, RequestLimits limits, string form) =>
        $"addr = {text}: must be a byte address, {form}, below 0x{limits.CapacityBytes:x} ({ByteSize.Format(limits.CapacityBytes)})";

    /// <summary>Of a size that is no number or none that is allowed.</summary>
    internal static string OfBytes(string text) => $"bytes = {text}: must be a whole number from 1 to {MaxBytes}";

    /// <summary>Bytes of the largest request.</summary>
    internal const int MaxBytes = 1 << 20;
}
