namespace CycleSim.Arrays.Technology;

/// <summary>A metal: resistance and capacitance of a wire per m, and the pitch of neighbouring ones.</summary>
internal sealed record WireMaterial(double OhmPerM, double FPerM, double PitchM);
