namespace CycleSim.Workloads.Shapes;

/// <summary>Equal matrix products of a training step, M x N outputs with reduction dimension K.</summary>
/// <param name="Layer">The layer.</param>
/// <param name="Pass">fwd, igrad, wgrad, with what tells several of a layer apart, e.g. igrad.ph01 or igrad.b.</param>
/// <param name="M">Output rows.</param>
/// <param name="N">Output columns.</param>
/// <param name="K">Reduction dimension; products with padding zeros are counted.</param>
/// <param name="Count">How many such products there are.</param>
public sealed record GemmRow(string Layer, string Pass, long M, long N, long K, long Count)
{
    /// <summary>Multiply-accumulates of all of them.</summary>
    public long Macs => checked(M * N * K * Count);
}
