package io.cordon.playbook;

import static org.assertj.core.api.Assertions.assertThat;

import io.cordon.playbook.PlaybookFile.Edge;
import io.cordon.playbook.PlaybookFile.Label;
import io.cordon.playbook.PlaybookFile.Shape;
import java.awt.geom.Line2D;
import java.awt.geom.Point2D;
import java.awt.geom.Rectangle2D;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every playbook reads well on screen: measured on its drawing. */
class PlaybookDrawingTests {

    static List<PlaybookFile> playbooks() {
        return PlaybookFile.all();
    }

    @ParameterizedTest
    @MethodSource("playbooks")
    void drawsEveryStepAndFlowOnce(PlaybookFile playbook) {
        assertThat(playbook.shapes())
                .extracting(Shape::id)
                .containsExactlyInAnyOrderElementsOf(playbook.flowNodes()
                        .map(node -> node.getAttribute("id"))
                        .toList());
        assertThat(playbook.edges())
                .extracting(Edge::id)
                .containsExactlyInAnyOrderElementsOf(
                        playbook.flows().map(flow -> flow.getAttribute("id")).toList());
    }

    @ParameterizedTest
    @MethodSource("playbooks")
    void drawsFlowsUprightFromBorderToBorder(PlaybookFile playbook) {
        List<Shape> shapes = playbook.shapes();
        for (Edge edge : playbook.edges()) {
            assertThat(isOnBorder(edge.start(), shape(edge.source(), shapes)))
                    .as("start of %s", edge)
                    .isTrue();
            assertThat(isOnBorder(edge.end(), shape(edge.target(), shapes)))
                    .as("end of %s", edge)
                    .isTrue();
            assertThat(edge.segments())
                    .as(edge.id())
                    .allMatch(line -> line.getX1() == line.getX2() || line.getY1() == line.getY2());
        }
    }

    @ParameterizedTest
    @MethodSource("playbooks")
    void crossesNoTwoFlows(PlaybookFile playbook) {
        List<Edge> edges = playbook.edges();
        List<String> crossing = new ArrayList<>();
        for (int i = 0; i < edges.size(); i++) {
            for (Edge other : edges.subList(i + 1, edges.size())) {
                Edge edge = edges.get(i);
                if (!edge.sharesAnEndWith(other)
                        && edge.segments().stream()
                                .anyMatch(line -> other.segments().stream().anyMatch(line::intersectsLine))) {
                    crossing.add(edge + " and " + other);
                }
            }
        }
        assertThat(crossing).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("playbooks")
    void leadsNoFlowThroughAStepThatItDoesNotConnect(PlaybookFile playbook) {
        List<String> through = new ArrayList<>();
        List<Shape> shapes = playbook.shapes();
        for (Edge edge : playbook.edges()) {
            shapes.stream()
                    .filter(shape ->
                            !shape.id().equals(edge.source()) && !shape.id().equals(edge.target()))
                    .filter(shape -> !shape(edge.source(), shapes).within().contains(shape.id()))
                    .filter(shape -> touches(edge.segments(), shape.bounds()))
                    .forEach(shape -> through.add(edge + " through " + shape));
        }
        assertThat(through).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("playbooks")
    void keepsStepsApart(PlaybookFile playbook) {
        List<Shape> shapes = playbook.shapes();
        List<String> overlapping = new ArrayList<>();
        for (Shape shape : shapes) {
            shapes.stream()
                    .filter(other -> shape.id().compareTo(other.id()) < 0)
                    .filter(other -> !shape.mayCover(other) && !other.mayCover(shape))
                    .filter(other -> shape.bounds().intersects(other.bounds()))
                    .forEach(other -> overlapping.add(shape + " and " + other));
            shapes.stream()
                    .filter(other -> other.within().contains(shape.id())
                            && other.attachedTo().isEmpty())
                    .filter(other -> !shape.bounds().contains(other.bounds()))
                    .forEach(other -> overlapping.add(other + " sticks out of " + shape));
        }
        assertThat(overlapping).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("playbooks")
    void keepsLabelsLegible(PlaybookFile playbook) {
        List<String> hidden = new ArrayList<>();
        List<Label> labels = playbook.labels();
        List<Shape> shapes = playbook.shapes();
        List<Edge> edges = playbook.edges();
        for (Label label : labels) {
            shapes.stream()
                    .filter(shape -> !shape.id().equals(label.of()))
                    .filter(shape -> label.bounds().intersects(shape.bounds())
                            && !shape.bounds().contains(label.bounds()))
                    .forEach(shape -> hidden.add(label + " on " + shape));
            edges.stream()
                    .filter(edge -> touches(edge.segments(), label.bounds()))
                    .forEach(edge -> hidden.add(label + " on flow " + edge));
            labels.stream()
                    .filter(other -> label.of().compareTo(other.of()) < 0)
                    .filter(other -> label.bounds().intersects(other.bounds()))
                    .forEach(other -> hidden.add(label + " on " + other));
        }
        assertThat(hidden).isEmpty();
    }

    private static boolean isOnBorder(Point2D point, Shape shape) {
        Rectangle2D bounds = shape.bounds();
        boolean inside = point.getX() >= bounds.getMinX()
                && point.getX() <= bounds.getMaxX()
                && point.getY() >= bounds.getMinY()
                && point.getY() <= bounds.getMaxY();
        return inside
                && (point.getX() == bounds.getMinX()
                        || point.getX() == bounds.getMaxX()
                        || point.getY() == bounds.getMinY()
                        || point.getY() == bounds.getMaxY());
    }

    private static Shape shape(String id, List<Shape> shapes) {
        return shapes.stream()
                .filter(shape -> shape.id().equals(id))
                .findFirst()
                .orElseThrow();
    }

    private static boolean touches(List<Line2D> segments, Rectangle2D bounds) {
        return segments.stream().anyMatch(bounds::intersectsLine);
    }
}
