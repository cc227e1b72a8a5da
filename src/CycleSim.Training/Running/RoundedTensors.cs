using System.Runtime.InteropServices;
using CycleSim.Training.Formats;
using CycleSim.Training.Networks;

namespace CycleSim.Training.Running;

/// <summary>Activations of an evaluation: they are rounded to their format, and no write fails.</summary>
/// <param name="format">The format.</param>
internal sealed class RoundedTensors(StoredFormat format) : IStoredTensors
{
    public void StorePart(int layer, (int Number, string Name) part, Tensor values) => StoreActivation(layer, values);

    public void StoreActivation(int layer, Tensor values) => format.Round(MemoryMarshal.Cast<byte, float>(values.bytes));

    public void StoreError(int layer, Tensor values) => throw new InvalidOperationException("an evaluation has no errors");
}
