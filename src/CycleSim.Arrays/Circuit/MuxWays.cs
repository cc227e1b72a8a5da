namespace CycleSim.Arrays.Circuit;

/// <summary>Ways of the multiplexers between bit lines and outputs.</summary>
/// <param name="SenseAmplifier">Bit lines that share a sense amplifier.</param>
/// <param name="Level1">Sense amplifiers that share an output of the first level.</param>
/// <param name="Level2">Outputs of the first level that share one of the second.</param>
internal readonly record struct MuxWays(int SenseAmplifier, int Level1, int Level2)
{
    public int Product => SenseAmplifier * Level1 * Level2;
}
