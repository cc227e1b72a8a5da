namespace CycleSim.Cli.Output;

/// <summary>A tensor of a training step, in JSON.</summary>
/// <param name="Name">Unique name.</param>
/// <param name="Kind">input, activation, weight, bias, norm, embedding, batch_norm, buffer, other, or a state of the optimizer.</param>
/// <param name="Shape">Size of each axis.</param>
/// <param name="Elements">Elements.</param>
/// <param name="Format">Number format.</param>
/// <param name="Bytes">Bytes in that format.</param>
internal sealed record ReportedTensor(string Name, string Kind, IReadOnlyList<long> Shape, long Elements, string Format, long Bytes);
