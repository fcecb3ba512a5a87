package io.cordon.playbook.engine;

import org.camunda.bpm.engine.impl.form.type.StringFormType;

/** A type of form field that the engine only needs to know by name: answers are checked and kept by us. */
class PlainFieldType extends StringFormType {

    private final String name;

    PlainFieldType(String name) {
        this.name = name;
    }

    @Override
    public String getName() {
        return name;
    }
}
