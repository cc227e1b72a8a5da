using System.Collections.Concurrent;
using TorchSharp;

namespace CycleSim.Training.Native;

/// <summary>
/// Numbers that operations of libtorch take. TorchSharp holds one only until the operation is called, which reads it later: a collection
/// of garbage in between frees it, and the operation fails or computes with whatever is there. These stay.
/// </summary>
internal static class Constant
{
    private static readonly ConcurrentDictionary<double, Scalar> All = [];

    /// <summary>The factor of a sum, which sums without a factor have as a number of their own.</summary>
    internal static Scalar One { get; } = Of(1);

    /// <summary>A number. There are few different ones: they come from options and formulas, not from data.</summary>
    internal static Scalar Of(double value) => All.GetOrAdd(value, one => one.ToScalar());
}
