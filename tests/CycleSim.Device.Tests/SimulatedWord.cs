using CycleSim.Device.MonteCarlo;

namespace CycleSim.Device.Tests;

/// <summary>One word written with verification, bit by bit.</summary>
internal sealed record SimulatedWord(int Attempts, bool IsUnfinished, int PulsesOfFailingBits, int PulsesOfTogglingBits)
{
    internal static SimulatedWord Write(uint word, int bits, double toggle, double[] rates, double slowShare, int maxAttempts)
    {
        List<double> toggling = [];
        for (int bit = 0; bit < bits; bit++)
            if (Uniform(word, bit, 0, 0) < toggle)
                toggling.Add(Uniform(word, bit, 1, 0) < slowShare ? rates[1] : rates[0]);
        bool[] isWrong = [.. toggling.Select(_ => true)];
        int failing = 0;
        int together = 0;
        int attempts = 0;
        do
        {
            attempts++;
            together += toggling.Count;
            failing += isWrong.Count(wrong => wrong);
            for (int bit = 0; bit < toggling.Count; bit++)
                isWrong[bit] &= Uniform(word, bit, 2, attempts) < toggling[bit];
        }
        while (isWrong.Contains(true) && attempts < maxAttempts);

        return new(attempts, isWrong.Contains(true), failing, together);
    }

    private static double Uniform(uint word, int bit, uint purpose, int attempt) =>
        (Philox.Permute((word, (uint)bit, purpose, (uint)attempt), 3, 5).W0 + 0.5) / 4294967296;
}
