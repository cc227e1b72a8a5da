using CycleSim.Device.Junction;
using CycleSim.Device.Variation;
using CycleSim.Studies.Plans;

namespace CycleSim.Studies.Codesign;

/// <summary>What co-design is asked.</summary>
/// <param name="Point">
/// Network, batch size, machine, capacity and the memory that is the baseline: an STT-MRAM whose circuit is known.
/// </param>
/// <param name="Junction">The junction that is scaled.</param>
/// <param name="Variation">Name of the spread of the cells.</param>
/// <param name="Spread">How the cells differ.</param>
/// <param name="RetentionTemperatureK">Temperature in K at which data are kept.</param>
/// <param name="Space">What is chosen from.</param>
/// <param name="Objective">What is made as small as possible.</param>
/// <param name="WritesOnly">Whether energy is that of writes alone.</param>
/// <param name="MaxAccuracyLoss">Accuracy that may be lost, a share.</param>
/// <param name="MaxLineFailure">Probability of a wrong line that must not be exceeded; null for that of the baseline's writes.</param>
public sealed record CodesignQuestion(
    StudyPoint Point, MagneticTunnelJunction Junction, string Variation, CellSpread Spread, double RetentionTemperatureK,
    CodesignSpace Space, CodesignObjective Objective, bool WritesOnly, double MaxAccuracyLoss, double? MaxLineFailure);
