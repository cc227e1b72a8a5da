namespace CycleSim.Training.Running;

/// <summary>What a scratchpad holds of a tensor, from one write to the next.</summary>
/// <param name="Values">The values.</param>
/// <param name="Scales">Their scales, where their format has some.</param>
internal sealed record StoredContent(Tensor Values, float[] Scales) : IDisposable
{
    public void Dispose() => Values.Dispose();
}
