package io.cordon;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.modulith.Modulithic;

/** Starts the server. */
@SpringBootApplication
@Modulithic(systemName = "Cordon")
public class CordonApplication {

    public static void main(String[] args) {
        SpringApplication.run(CordonApplication.class, args);
    }
}
