using System.CommandLine;
using CycleSim.Cli.Arguments;
using CycleSim.Cli.Output;
using CycleSim.Configuration.Text;
using CycleSim.Device.Variation;
using CycleSim.Platform;
using CycleSim.Platform.Files;
using CycleSim.Platform.Processes;
using CycleSim.Studies.Plots;
using CycleSim.Terminal;
using CycleSim.Terminal.Options;

namespace CycleSim.Cli.Commands.Device;

/// <summary>`cyclesim device population`: write error rates of cells that differ.</summary>
internal static class DevicePopulationCommand
{
    private static readonly Option<double?> TargetWer = Rate(
        "--target-wer", "Mean write error rate to reach: gives the currents and their margins over that of equal cells",
        PopulationOptions.MeanRates);

    private static readonly Option<double?> SwitchingWer = Rate(
        "--wer-that-defines-switching", "Write error rate whose currents are wanted, cell by cell", PopulationOptions.Rates);

    private static readonly Option<double?> FirstWer = Rate(
        "--wer-first", "First of two mean rates through which ln WER over current is extrapolated to --target-wer as a straight line",
        PopulationOptions.MeanRates);

    private static readonly Option<double?> SecondWer = Rate(
        "--wer-second", "Second of the two rates", PopulationOptions.MeanRates);

    private static readonly Option<string?> Plot = CommandOptions.Plot.Optional<string?>();

    internal static Command Create()
    {
        var command = new Command(
            "population",
            "Write error rates of a population of cells that differ in size, anisotropy, resistance or current: mean, cells at 3 and 6\n" +
            "sigma, the worst of 2^20 and 2^30 cells, and the current that restores a rate. Nothing differs unless options say so.\n\n" +
            "Example: cyclesim device population --current-ua 235.87 --pulse-ns 10 --variation typical\n" +
            "Example: cyclesim device population --pulse-ns 10 --target-wer 8.62e-10 --sigma-diameter 0.025 --sigma-current 0.03\n" +
            "Example: cyclesim device population --pulse-ns 10 --wer-that-defines-switching 0.5 --variation pessimistic --drive voltage")
        {
            DeviceOptions.CurrentUa, DeviceOptions.PulseNs, TargetWer, SwitchingWer, FirstWer, SecondWer, Plot, DeviceOptions.Json,
        };
        command.AddOptions(PopulationOptions.All);
        command.SetAction(Run);
        return command;
    }

    private static int Run(ParseResult parsed)
    {
        JsonOutput output = JsonOutput.Of(parsed, DeviceOptions.Json);
        OutputFile.CheckDistinct(output.Path, parsed.GetValue(Plot));
        CellPopulation population = PopulationOptions.Population(parsed);
        double pulseNs = DeviceOptions.Required(parsed, DeviceOptions.PulseNs);
        double? currentUa = parsed.GetValue(DeviceOptions.CurrentUa);
        double? target = parsed.GetValue(TargetWer);
        double? switching = parsed.GetValue(SwitchingWer);
        if (currentUa is null && target is null && switching is null)
            throw new InputException($"{DeviceOptions.CurrentUa.Name}, {TargetWer.Name} or {SwitchingWer.Name} is missing");
        if (parsed.GetValue(Plot) is { } path)
            Draw(path, population, currentUa ?? throw new InputException($"{Plot.Name} needs {DeviceOptions.CurrentUa.Name}"), pulseNs);
        var results = new ResultList();
        PopulationOptions.Add(results, parsed);
        results.Add("pulse_ns", pulseNs);
        ProgressLine.Run("population", () =>
        {
            if (currentUa is { } current)
                AddRates(results, population.Rates(current, pulseNs), current);
            if (target is { } rate)
                AddMargin(results, population, rate, pulseNs);
            if (switching is { } defining)
                AddSwitching(results, population.Switching(defining, pulseNs), defining);
            AddExtrapolation(results, parsed, population, pulseNs);
            return results;
        }).Print(output);
        if (!output.IsAlone)
            ProseText.Print("The shipped variations are assumptions of plausible size, not measurements of a process.");
        return ExitCode.Done;
    }

    private static Option<double?> Rate(string name, string meaning, NumberRange range) => new OptionSpec(name, meaning)
    {
        ValueForm = "RATE",
        Range = range,
        Since = "0.2",
    }.Optional<double?>();

    private static void Draw(string path, CellPopulation population, double currentUa, double pulseNs)
    {
        PlotFile.CheckName(path);
        PlotFile.Write(
            PopulationPlot.Draw("Cells that differ", [("write error rate", population)], currentUa, pulseNs), path,
            DevicePlotStyle.Width, DevicePlotStyle.Height);
    }

    private static void AddRates(ResultList results, PopulationRates rates, double currentUa)
    {
        results.Add("current_ua", currentUa);
        results.Add("wer_nominal_cell", rates.NominalCell);
        results.Add("wer_population_mean", rates.Mean);
        PopulationOptions.Add(results, "mean_over_nominal", rates.Mean / rates.NominalCell);
        results.Add("wer_median_cell", rates.MedianCell);
        results.Add("wer_cell_3sigma", rates.ThreeSigmaCell);
        results.Add("wer_cell_6sigma", rates.SixSigmaCell);
        results.Add("wer_worst_of_2e20_cells_median", rates.WorstOf2Pow20Cells);
        results.Add("wer_worst_of_2e30_cells_median", rates.WorstOf2Pow30Cells);
        PopulationOptions.Add(results, "mean_ln_wer", rates.Moments.MeanLogRate);
        PopulationOptions.Add(results, "sd_ln_wer", rates.Moments.DeviationOfLogRate);
        PopulationOptions.Add(results, "approx_lognormal_mean", rates.Approximations.Lognormal);
        PopulationOptions.Add(results, "approx_quadratic_mean", rates.Approximations.Quadratic);
        results.Add("approx_gauss_hermite_10_unshifted", rates.Approximations.GaussHermite);
        WarnOfDoubt(rates);
        results.Add("mean_delta", rates.Moments.MeanStability);
        results.Add("sd_delta", rates.Moments.DeviationOfStability);
        results.Add("mean_ic0_ua", rates.Moments.MeanCriticalCurrentUa);
        results.Add("sd_ic0_ua", rates.Moments.DeviationOfCriticalCurrentUa);
    }

    private static void AddMargin(ResultList results, CellPopulation population, double target, double pulseNs)
    {
        PopulationMargin margin = population.Margin(target, pulseNs);
        results.Add("target_wer", target);
        results.Add("current_ua_without_variation", margin.NominalCellUa);
        results.Add("current_ua_population_mean", margin.MeanUa);
        results.Add("margin_population_mean", margin.MeanUa / margin.NominalCellUa);
        PopulationOptions.Add(results, "current_ua_6sigma_cell", margin.SixSigmaCellUa);
        PopulationOptions.Add(results, "margin_6sigma_cell", margin.SixSigmaCellUa / margin.NominalCellUa);
        PopulationOptions.Add(results, "current_ua_worst_of_2e20_cells_median", margin.WorstOf2Pow20CellsUa);
        PopulationOptions.Add(results, "margin_worst_of_2e20", margin.WorstOf2Pow20CellsUa / margin.NominalCellUa);
        PopulationOptions.Add(results, "approx_margin_lognormal", margin.LognormalMargin);
        results.Add("dlnwer_dlni_nominal", margin.LogSlope);
        results.Add("energy_p_pj_without_variation", population.EnergyPj(margin.NominalCellUa, pulseNs));
        results.Add("energy_p_pj_population_mean", population.EnergyPj(margin.MeanUa, pulseNs));
    }

    private static void AddSwitching(ResultList results, SwitchingCurrents currents, double rate)
    {
        results.Add("wer_that_defines_switching", rate);
        results.Add("switching_current_ua_nominal", currents.NominalUa);
        PopulationOptions.Add(results, "switching_current_ua_mean", currents.MeanUa);
        PopulationOptions.Add(results, "switching_current_ua_sd", currents.DeviationUa);
        PopulationOptions.Add(results, "relative_sd", currents.DeviationUa / currents.MeanUa);
        PopulationOptions.Add(results, "switching_current_ua_minus3sigma", currents.MinusThreeSigmaUa);
        PopulationOptions.Add(results, "switching_current_ua_median", currents.MedianUa);
        PopulationOptions.Add(results, "switching_current_ua_plus3sigma", currents.PlusThreeSigmaUa);
        PopulationOptions.Add(results, "switching_current_ua_plus6sigma", currents.PlusSixSigmaUa);
    }

    private static void AddExtrapolation(ResultList results, ParseResult parsed, CellPopulation population, double pulseNs)
    {
        double? first = parsed.GetValue(FirstWer);
        double? second = parsed.GetValue(SecondWer);
        if (first is null && second is null)
            return;
        if (first is not { } from || second is not { } to || parsed.GetValue(TargetWer) is not { } target)
            throw new InputException($"{FirstWer.Name}, {SecondWer.Name} and {TargetWer.Name} go together");
        if (from == to)
            throw new InputException(FormattableString.Invariant($"{SecondWer.Name} {to}: allowed is another rate than {FirstWer.Name}"));
        RateExtrapolation line = RateExtrapolation.Of(population, from, to, target, pulseNs);
        results.Add("wer_first", from);
        results.Add("current_ua_first", line.FirstUa);
        results.Add("wer_second", to);
        results.Add("current_ua_second", line.SecondUa);
        results.Add("current_ua_true", line.TrueUa);
        results.Add("current_ua_linear_extrapolation", line.ExtrapolatedUa);
        results.Add("relative_error", line.RelativeError);
        results.Add("wer_at_extrapolated_current", line.RateAtExtrapolated);
    }

    /// <summary>
    /// Two rules that disagree: with spreads so wide that many cells have no barrier, or fail always, the rate is not smooth.
    /// </summary>
    private static void WarnOfDoubt(PopulationRates rates)
    {
        const double agreement = 0.02;
        double difference = Math.Abs(rates.Approximations.GaussHermite / rates.Mean - 1);
        if (difference > agreement)
        {
            Console.Error.WriteLine(FormattableString.Invariant(
                $"cyclesim: note: two ways to compute wer_population_mean differ by {difference * 100:0} %; the spreads are too wide"));
        }
    }
}
