namespace CycleSim.Device.Junction;

/// <summary>
/// Constants of nature in SI units: CODATA 2018 (the first three are exact by definition of the SI), and the reference temperature.
/// </summary>
public static class PhysicalConstants
{
    /// <summary>Elementary charge e in C.</summary>
    public const double ElementaryCharge = 1.602176634e-19;

    /// <summary>Boltzmann constant kB in J/K.</summary>
    public const double Boltzmann = 1.380649e-23;

    /// <summary>Reduced Planck constant in J s.</summary>
    public const double ReducedPlanck = 6.62607015e-34 / (2 * Math.PI);

    /// <summary>Vacuum permeability mu0 in T m/A.</summary>
    public const double VacuumPermeability = 1.25663706212e-6;

    /// <summary>Gyromagnetic ratio of the electron in rad/(s T); 1.76e11 instead would shift a write error rate of 1e-9 by 1 %.</summary>
    public const double GyromagneticRatio = 1.76085963023e11;

    /// <summary>Temperature in K to which the properties in a junction's file refer: room temperature, as in the source paper.</summary>
    public const double ReferenceTemperatureK = 300;

    /// <summary>0 degrees Celsius in K, exact by definition.</summary>
    public const double ZeroCelsiusK = 273.15;

    /// <summary>One oersted in A/m.</summary>
    public const double Oersted = 1000 / (4 * Math.PI);
}
