using System.Diagnostics;
using System.Runtime.CompilerServices;
using CsCheck;

namespace CycleSim.Properties;

/// <summary>
/// Checks that something is true of all values of a generator, on cases that are the same in every run. CsCheck's own Sample draws new
/// cases each time (its seed fixes the first case only), so a run could fail by chance; here the seed of every case follows from the name
/// of the test and the number of the case.
/// </summary>
internal static class Property
{
    private static readonly bool IsSlow = Environment.GetEnvironmentVariable("CYCLESIM_SLOW") == "1";

    // Some conditions of a property hold for a few of a hundred values: with CsCheck's 100 trials a run on fresh cases ends by chance.
#pragma warning disable RS0030 // a setting, no run
    static Property() => CsCheck.Check.WhereLimit = 10_000;
#pragma warning restore RS0030

    /// <summary>Checks a property that throws where it does not hold.</summary>
    /// <param name="gen">Makes the values.</param>
    /// <param name="check">Throws for a value that breaks the property.</param>
    /// <param name="cases">How many values a normal run checks; 1 or more.</param>
    /// <param name="slowCases">How many a run with CYCLESIM_SLOW=1 checks, the first of them the same; as many when not given.</param>
    /// <param name="test">The calling test: names its own sequence of cases.</param>
    /// <param name="file">The file of the calling test.</param>
    public static void ForAll<T>(
        this Gen<T> gen, Action<T> check, int cases = 100, int slowCases = 0, [CallerMemberName] string test = "",
        [CallerFilePath] string file = "")
    {
        PropertyRun run = PropertyRun.Of($"{Path.GetFileNameWithoutExtension(file)}.{test}", IsSlow ? Math.Max(cases, slowCases) : cases);
        var watch = Stopwatch.StartNew();
        long done = 0;
        while (run.Next(done, watch.Elapsed) is { } seed)
        {
            Check(gen, check, seed);
            done++;
        }

        run.Report(done, watch.Elapsed);
    }

    public static void ForAll<T1, T2>(
        this Gen<(T1, T2)> gen, Action<T1, T2> check, int cases = 100, int slowCases = 0,
        [CallerMemberName] string test = "", [CallerFilePath] string file = "") =>
        gen.ForAll(v => check(v.Item1, v.Item2), cases, slowCases, test, file);

    public static void ForAll<T1, T2, T3>(
        this Gen<(T1, T2, T3)> gen, Action<T1, T2, T3> check, int cases = 100, int slowCases = 0,
        [CallerMemberName] string test = "", [CallerFilePath] string file = "") =>
        gen.ForAll(v => check(v.Item1, v.Item2, v.Item3), cases, slowCases, test, file);

    public static void ForAll<T1, T2, T3, T4>(
        this Gen<(T1, T2, T3, T4)> gen, Action<T1, T2, T3, T4> check, int cases = 100, int slowCases = 0,
        [CallerMemberName] string test = "", [CallerFilePath] string file = "") =>
        gen.ForAll(v => check(v.Item1, v.Item2, v.Item3, v.Item4), cases, slowCases, test, file);

    public static void ForAll<T1, T2, T3, T4, T5>(
        this Gen<(T1, T2, T3, T4, T5)> gen, Action<T1, T2, T3, T4, T5> check, int cases = 100, int slowCases = 0,
        [CallerMemberName] string test = "", [CallerFilePath] string file = "") =>
        gen.ForAll(v => check(v.Item1, v.Item2, v.Item3, v.Item4, v.Item5), cases, slowCases, test, file);

    public static void ForAll<T1, T2, T3, T4, T5, T6>(
        this Gen<(T1, T2, T3, T4, T5, T6)> gen, Action<T1, T2, T3, T4, T5, T6> check, int cases = 100, int slowCases = 0,
        [CallerMemberName] string test = "", [CallerFilePath] string file = "") =>
        gen.ForAll(v => check(v.Item1, v.Item2, v.Item3, v.Item4, v.Item5, v.Item6), cases, slowCases, test, file);

    /// <summary>Checks a property on the one case that a seed stands for: keeps what once failed.</summary>
    /// <param name="gen">Makes the value.</param>
    /// <param name="check">Throws for a value that breaks the property.</param>
    /// <param name="seed">As a failed run printed it.</param>
    public static void ForSeed<T>(this Gen<T> gen, Action<T> check, string seed) => Check(gen, check, seed);

    private static void Check<T>(Gen<T> gen, Action<T> check, string seed)
    {
        T value = gen.Generate(PCG.Parse(seed), null!, out _);
        try
        {
            check(value);
        }
        catch (Exception problem)
        {
#pragma warning disable RS0030 // the one place that uses CsCheck's own runner: it looks for a smaller case, from the failing one on
            gen.Sample(check, seed: seed, iter: 200, threads: 1);
#pragma warning restore RS0030
            throw new InvalidOperationException(
                $"A property failed once and then not again, so it depends on something else; seed {seed}.", problem);
        }
    }
}
