using System.Diagnostics;
using System.Security.Cryptography;
using CycleSim.Fuzzing;
using SharpFuzz;

// Called by tools/fuzz; the commands are told there.
switch (args)
{
    case ["list"]:
        foreach (IFuzzTarget target in FuzzTargets.All)
            Console.WriteLine($"{target.Name}\t{target.Reads}");
        return 0;
    case ["seeds", string name, string folder, string repository]:
        Directory.CreateDirectory(folder);
        byte[][] seeds = [.. FuzzTargets.Find(name).Seeds(repository)];
        foreach (byte[] seed in seeds)
            File.WriteAllBytes(Path.Combine(folder, Convert.ToHexStringLower(SHA256.HashData(seed))[..16]), seed);
        File.WriteAllLines(folder + ".dictionary", TokenDictionary.Lines(TokenDictionary.Of(seeds)));
        return 0;
    case ["run", string name]:
        using (var run = new InputRun(FuzzTargets.Find(name), Environment.GetEnvironmentVariable("CYCLESIM_FUZZ_PEAK")))
        {
            // A process beside this one: it may die of an input, or be killed.
            Fuzzer.OutOfProcess.Run(stream =>
            {
                using var input = new MemoryStream();
                stream.CopyTo(input);
                run.Run(input.ToArray());
            });
        }

        return 0;
    case ["replay", string name, .. string[] files]:
        return Replay(FuzzTargets.Find(name), files);
    default:
        Console.Error.WriteLine("usage: list | seeds TARGET FOLDER REPOSITORY | run TARGET | replay TARGET FILE...");
        return 2;
}

static int Replay(IFuzzTarget target, string[] files)
{
    int findings = 0;
    using var run = new InputRun(target, peakFile: null);
    foreach (string file in files)
    {
        TimeSpan start = Process.GetCurrentProcess().TotalProcessorTime;
        string outcome;
        try
        {
            outcome = run.Run(File.ReadAllBytes(file)) is { } refusal ? $"refused: {refusal}" : "accepted";
        }
#pragma warning disable CA1031 // whatever an input does is reported
        catch (Exception problem)
#pragma warning restore CA1031
        {
            outcome = $"FINDING: {problem}";
            findings++;
        }

        TimeSpan time = Process.GetCurrentProcess().TotalProcessorTime - start;
        Console.WriteLine(FormattableString.Invariant(
            $"{file}: {time.TotalSeconds:0.00} s, peak {InputRun.PeakKiB() >> 10} MiB, {outcome}"));
    }

    return findings > 0 ? 1 : 0;
}
