using System.Globalization;
using System.Runtime.InteropServices;
using CycleSim.Training.Errors;
using CycleSim.Training.Networks;
using CycleSim.Workloads.Lowering;
using TorchSharp;

namespace CycleSim.Training.Running;

/// <summary>
/// What scratchpads hold beside weights, as named blocks of a checkpoint: "old.Activations.3" are the values that the next write of a
/// tensor overwrites, "held.Activations.3" those of its bits that the write will not change, where they alone are kept,
/// "old.Activations.3.scales" and "scales.conv1.weight" the scales of formats that have some.
/// </summary>
internal static class ContentBlocks
{
    private const string Old = "old";
    private const string Held = "held";
    private const string Scales = "scales";

    /// <summary>The blocks.</summary>
    internal static IEnumerable<(string Name, byte[] Bytes)> Of(Scratchpads scratchpads, IReadOnlyList<NamedTensor> parameters)
    {
        foreach ((TensorRole role, int tensor, StoredContent content) in scratchpads.Contents)
        {
            string name = $"{Old}.{TensorRoles.PluralOf(role)}.{tensor}";
            yield return (name, content.Values.bytes.ToArray());
            if (content.Scales.Length > 0)
                yield return ($"{name}.{Scales}", Bytes(content.Scales));
        }

        foreach ((TensorRole role, int tensor, HeldBits bits) in scratchpads.HeldBits)
            yield return ($"{Held}.{TensorRoles.PluralOf(role)}.{tensor}", MemoryMarshal.AsBytes(bits.All).ToArray());

        foreach ((int index, float[] scales) in scratchpads.WeightScales)
            yield return (ScalesOf(parameters[index]), Bytes(scales));
    }

    /// <summary>Puts the contents of blocks back; other blocks are left out.</summary>
    internal static void Restore(
        IReadOnlyList<(string Name, byte[] Bytes)> blocks, Scratchpads scratchpads, IReadOnlyList<NamedTensor> parameters)
    {
        var named = blocks.ToDictionary(block => block.Name, block => block.Bytes);
        foreach ((string name, byte[] bytes) in blocks)
        {
            if (name.Split('.') is not [Old or Held, string role, string number])
                continue;
            (TensorRole of, int tensor) = (TensorRoles.OfPlural(role), int.Parse(number, CultureInfo.InvariantCulture));
            if (name.StartsWith(Held, StringComparison.Ordinal))
                scratchpads.Restore(of, tensor, HeldBits.Of(MemoryMarshal.Cast<byte, ulong>(bytes)));
            else
                scratchpads.Restore(of, tensor, Content(name, bytes, named));
        }

        for (int index = 0; index < parameters.Count; index++)
            if (named.TryGetValue(ScalesOf(parameters[index]), out byte[]? scales))
                scratchpads.RestoreWeightScales(index, Floats(scales));
    }

    private static StoredContent Content(string name, byte[] bytes, Dictionary<string, byte[]> named) => new(
        torch.tensor(Floats(bytes)).DetachFromDisposeScope(), named.TryGetValue($"{name}.{Scales}", out byte[]? own) ? Floats(own) : []);

    private static string ScalesOf(NamedTensor parameter) => $"{Scales}.{parameter.Name}";

    private static byte[] Bytes(float[] values) => MemoryMarshal.AsBytes<float>(values).ToArray();

    private static float[] Floats(byte[] bytes) => MemoryMarshal.Cast<byte, float>(bytes).ToArray();
}
