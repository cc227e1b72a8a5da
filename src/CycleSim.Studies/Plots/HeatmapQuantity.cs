using CycleSim.Configuration;
using CycleSim.Studies.Timeline;
using CycleSim.Traces;
using OxyPlot;
using OxyPlot.Axes;
using OxyPlot.Series;

namespace CycleSim.Studies.Plots;

/// <summary>Which quantity a heat map shows.</summary>
public enum HeatmapQuantity
{
    /// <summary>Accesses per bank and cycle.</summary>
    Accesses,

    /// <summary>Accesses that waited for their bank, per bank and cycle.</summary>
    Conflicts,
}
