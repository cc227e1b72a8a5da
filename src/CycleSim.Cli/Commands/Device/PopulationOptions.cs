using System.CommandLine;
using CycleSim.Cli.Arguments;
using CycleSim.Cli.Output;
using CycleSim.Configuration.Text;
using CycleSim.Device.Junction;
using CycleSim.Device.Variation;
using CycleSim.Platform;
using CycleSim.Terminal.Options;

namespace CycleSim.Cli.Commands.Device;

/// <summary>The options that say how the cells of a memory differ.</summary>
internal static class PopulationOptions
{
    /// <summary>Mean write error rates that can be asked for.</summary>
    internal static readonly NumberRange MeanRates = CellPopulation.MeanRates;

    /// <summary>Write error rates of single cells that can be asked for.</summary>
    internal static readonly NumberRange Rates = new(1e-30, 1) { ExcludesMax = true };

    private static readonly Option<string?> Variation = (CommandOptions.Variation with
    {
        Meaning = CommandOptions.Variation.Meaning + "; instead of sigmas",
    }).Optional<string?>();

    private static readonly ChoiceOption<CellRateModel> Method = (DeviceOptions.MethodSpec with
    {
        Meaning = "How the rate of one cell is computed",
        FormerNames = [new("--model")],
    }).ChoiceWithDefault(
        CellRateModel.FokkerPlanck,
        new("fokker-planck", CellRateModel.FokkerPlanck),
        new("butler", CellRateModel.Butler, "a closed form, to compare statistics"));

    private static readonly ChoiceOption<PopulationDrive> Drive = new OptionSpec("--drive", "What all cells are given")
    {
        Since = "0.2",
    }.ChoiceWithDefault(
        PopulationDrive.Current,
        new("current", PopulationDrive.Current),
        new("voltage", PopulationDrive.Voltage, "that of the nominal cell at the current"));

    private static readonly ChoiceOption<CellDistribution> Distribution = new OptionSpec(
        "--distribution", "How a property is distributed; without it as the variation says, else normal")
    {
        Since = "0.2",
    }.EnumChoice(CellDistributions.All);

    private static readonly Option<double?> Diameter = Sigma("--sigma-diameter", "length and width together");

    private static readonly Option<double?> Thickness = Sigma("--sigma-thickness", "the free layer's thickness");

    private static readonly Option<double?> Anisotropy = Sigma("--sigma-ki", "the interfacial anisotropy");

    private static readonly Option<double?> ResistanceArea = Sigma("--sigma-ra", "the resistance-area product, with --drive voltage");

    private static readonly Option<double?> Transistor = Sigma(
        "--sigma-transistor-resistance", "the access transistor's resistance, with --drive voltage");

    private static readonly Option<double?> Current = Sigma("--sigma-current", "the write current, with --drive current");

    /// <summary>All of them, and those that choose the junction.</summary>
    internal static IReadOnlyList<Option> All => [.. DeviceOptions.OfJunction, Variation, Method, Drive, Distribution, .. Sigmas];

    private static IReadOnlyList<Option<double?>> Sigmas => [Diameter, Thickness, Anisotropy, ResistanceArea, Transistor, Current];

    /// <summary>The first of the options that is given, those of the junction left out; null when none is.</summary>
    internal static Option? Given(ParseResult parsed) => All.FirstOrDefault(parsed.IsGiven);

    /// <summary>Whether the options say that all cells are alike, and leave it to the solver how their rate is found.</summary>
    internal static bool IsOneCell(ParseResult parsed) => Spread(parsed) with { Distribution = CellDistribution.Normal } == new CellSpread()
        && ModelOf(parsed) == CellRateModel.FokkerPlanck;

    /// <summary>The set's name: that of the variation and what is held; "none" for equal cells, "sigmas" for given ones.</summary>
    internal static string SetName(ParseResult parsed) => IsOneCell(parsed) ? "none"
        : (parsed.GetValue(Variation) is { } name ? VariationFile.Load(name).Name : "sigmas") + "-" + Drive.NameOf(DriveOf(parsed));

    /// <summary>The population that the options describe.</summary>
    /// <exception cref="InputException">They contradict each other, or there is no such population.</exception>
    internal static CellPopulation Population(ParseResult parsed)
    {
        MagneticTunnelJunction junction = DeviceOptions.Junction(parsed);
        return new(junction, Spread(parsed), DriveOf(parsed), ModelOf(parsed));
    }

    /// <summary>Adds what the options say.</summary>
    internal static void Add(ResultList results, ParseResult parsed)
    {
        CellSpread spread = Spread(parsed);
        results.Add("device", DeviceOptions.Junction(parsed).Name);
        if (parsed.GetValue(Variation) is { } name)
            results.Add("variation", VariationFile.Load(name).Name);
        results.Add("model", Method.NameOf(ModelOf(parsed)));
        results.Add("drive", Drive.NameOf(DriveOf(parsed)));
        results.Add("distribution", Distribution.NameOf(spread.Distribution));
        results.Add("sigma_diameter", spread.Diameter);
        results.Add("sigma_thickness", spread.Thickness);
        results.Add("sigma_ki", spread.Anisotropy);
        results.Add("sigma_ra", spread.ResistanceArea);
        results.Add("sigma_transistor_resistance", spread.TransistorResistance);
        results.Add("sigma_current", spread.Current);
    }

    /// <summary>Adds a result that may be undefined.</summary>
    internal static void Add(ResultList results, string name, double? value)
    {
        if (value is { } known && double.IsFinite(known))
            results.Add(name, known);
    }

    private static Option<double?> Sigma(string name, string what) => new OptionSpec(name, $"Relative standard deviation of {what}")
    {
        ValueForm = "SIGMA",
        Range = new(0, CellSpread.MaxSigma),
        Since = "0.2",
    }.Optional<double?>();

    private static CellSpread Spread(ParseResult parsed)
    {
        PopulationDrive drive = DriveOf(parsed);
        CellDistribution? distribution = parsed.IsGiven(Distribution) ? Distribution.Of(parsed) : null;
        if (parsed.GetValue(Variation) is { } name)
        {
            if (Sigmas.FirstOrDefault(sigma => parsed.IsGiven(sigma)) is { } given)
                throw new InputException($"{Variation.Name} and {given.Name} exclude each other");
            CellSpread spread = VariationFile.Load(name).Spread(drive);
            return spread with { Distribution = distribution ?? spread.Distribution };
        }

        // What says how cells differ is idle where none do; a sigma of 0 may be part of a series.
        if (!Sigmas.Any(parsed.IsGiven) && new Option[] { Drive, Distribution }.FirstOrDefault(parsed.IsGiven) is { } alone)
            throw new InputException($"{alone.Name}: goes with {Variation.Name} or a sigma, e.g. {Diameter.Name}");
        Option<double?>[] idle = drive == PopulationDrive.Voltage ? [Current] : [ResistanceArea, Transistor];
        if (idle.FirstOrDefault(sigma => parsed.GetValue(sigma) > 0) is { } useless)
            throw new InputException(FormattableString.Invariant($"{useless.Name} {parsed.GetValue(useless)}: has no effect with ") +
                $"{Drive.Name} {Drive.NameOf(drive)}; allowed: 0");
        return new()
        {
            Distribution = distribution ?? CellDistribution.Normal,
            Diameter = parsed.GetValue(Diameter) ?? 0,
            Thickness = parsed.GetValue(Thickness) ?? 0,
            Anisotropy = parsed.GetValue(Anisotropy) ?? 0,
            ResistanceArea = parsed.GetValue(ResistanceArea) ?? 0,
            TransistorResistance = parsed.GetValue(Transistor) ?? 0,
            Current = parsed.GetValue(Current) ?? 0,
        };
    }

    private static PopulationDrive DriveOf(ParseResult parsed) => Drive.Of(parsed);

    private static CellRateModel ModelOf(ParseResult parsed) => Method.Of(parsed);
}
